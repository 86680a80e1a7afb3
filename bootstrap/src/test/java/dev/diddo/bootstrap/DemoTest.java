package dev.diddo.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoTest {
  @TempDir private Path dir;
  private RunningService service;

  @BeforeAll
  void start() {
    service = RunningService.start();
  }

  @AfterAll
  void end() {
    service.close();
  }

  @Test
  void a_demo_that_was_ended_while_it_was_made_is_made_whole() {
    var tenant = Demo.key(service.wiring()).tenant();
    DemoStores.all(service.wiring().ids)
        .forEach(store -> service.wiring().stores.add(tenant, store));

    var config = Config.from(Environment.of(Map.of("DIDDO_DATA_DIR", dir.toString())));
    var demo = Demo.load(service.wiring(), config);

    assertThat(service.wiring().carts.find(tenant, demo.cart())).isPresent();
    assertThat(Demo.load(service.wiring(), config)).isEqualTo(demo);
  }

  @Test
  void a_service_for_real_use_refuses_a_database_to_which_everybody_has_a_key() {
    var key = Demo.key(service.wiring());

    assertThatThrownBy(() -> service.sibling(Map.of()))
        .isInstanceOf(BadSettingException.class)
        .hasMessageContaining("DIDDO_DATABASE_URL")
        .hasMessageContaining("demo");

    service.wiring().apiKeys.revoke(key.id(), service.wiring().clock.instant());
    service.sibling(Map.of()).close();
  }
}
