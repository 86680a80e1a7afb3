package dev.diddo.persistence;

import static dev.diddo.application.Shop.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.CountingIds;
import dev.diddo.application.Drafts;
import dev.diddo.application.Shop;
import dev.diddo.application.SteppingClock;
import dev.diddo.domain.catalog.Inventory;
import dev.diddo.domain.merchant.Store;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CatalogueGrowthTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private final SteppingClock clock = new SteppingClock();
  private final CountingIds ids = new CountingIds();
  private CountedStatements statements;
  private Postgres postgres;
  private PgProducts products;
  private Shop shop;
  private Store store;

  @BeforeEach
  void open() {
    statements = new CountedStatements();
    postgres = Postgres.open(statements.vertx(), database.url(), TestDatabase.PATIENT);
    products = new PgProducts(postgres, new PgListings(postgres, 10), ids);
    shop = Shop.in(PgPorts.on(database, clock, ids), clock, ids);
    store = shop.store("kit.example");
  }

  @AfterEach
  void close() {
    postgres.close();
    statements.close();
  }

  @Test
  void an_import_is_as_long_whether_the_catalogue_has_doubled_or_not() {
    put(0, 100);
    int unseen = statements.during(() -> put(100, 120));
    int doubled = statements.during(() -> put(120, 140));

    assertThat(doubled).isEqualTo(unseen);
  }

  @Test
  void the_catalogue_is_analyzed_once_each_time_that_it_has_doubled() {
    put(0, 100);
    assertThat(statements.during(products::analyzeIfGrown)).isZero();
    put(100, 140);
    assertThat(statements.during(products::analyzeIfGrown)).isPositive();
    assertThat(statements.during(products::analyzeIfGrown)).isZero();
    put(140, 200);
    assertThat(statements.during(products::analyzeIfGrown)).isZero();
    put(200, 260);
    assertThat(statements.during(products::analyzeIfGrown)).isPositive();
  }

  private void put(int from, int until) {
    products.put(
        shop.tenant(),
        store,
        IntStream.range(from, until)
            .mapToObj(i -> Drafts.of("Scarf " + i, Optional.of(usd(i)), Inventory.UNTRACKED))
            .toList());
  }
}
