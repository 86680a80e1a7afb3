package dev.diddo.persistence;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every statement tells by itself what types its parameters have. One that does not is prepared
 * twice by the driver, and breaks the transaction that it is a part of.
 */
class StatementsTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final Pattern STATEMENT =
      Pattern.compile("(select|with|insert|update|delete)\\b.*", Pattern.DOTALL);

  /** Parts of statements, which are none by themselves. */
  private static final Set<String> PARTS = Set.of("CART", "ENDED", "BY", "COUNT", "PAGE");

  @ParameterizedTest(name = "{0}")
  @MethodSource("statements")
  void a_statement_tells_the_types_of_its_parameters(String name, String sql) throws Exception {
    try (var connection = database.connect();
        var any = connection.createStatement()) {
      assertThatCode(() -> any.execute("prepare it as " + sql)).as(name).doesNotThrowAnyException();
    }
  }

  static Stream<Arguments> statements() {
    return Stream.of(
            ApiKeyRow.class,
            CartRevisions.class,
            OrderSql.class,
            PaymentSql.class,
            PgApiKeys.class,
            PgAuditLog.class,
            PgCartStatuses.class,
            PgCarts.class,
            PgCheckoutSessions.class,
            PgDashboards.class,
            PgGatewayCustomers.class,
            PgIdempotencyKeys.class,
            PgInbox.class,
            PgLedger.class,
            PgLiveCarts.class,
            PgMovements.class,
            PgOperatorSessions.class,
            PgOperators.class,
            PgOrders.class,
            PgOrganizations.class,
            PgPayments.class,
            PgSignInTries.class,
            PgStores.class,
            SettlementSql.class)
        .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
        .filter(field -> Modifier.isStatic(field.getModifiers()))
        .filter(field -> field.getType() == String.class && !PARTS.contains(field.getName()))
        .filter(field -> STATEMENT.matcher(text(field)).matches())
        .map(
            field ->
                Arguments.of(
                    field.getDeclaringClass().getSimpleName() + "." + field.getName(),
                    text(field)));
  }

  private static String text(Field field) {
    try {
      field.setAccessible(true);
      return (String) field.get(null);
    } catch (IllegalAccessException hidden) {
      throw new IllegalStateException(hidden);
    }
  }
}
