package dev.diddo.persistence;

import dev.diddo.application.catalog.ProductDraft;
import dev.diddo.domain.organization.Tenant;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds the words of the catalogue that a mistyped one may have been meant to be.
 *
 * <p>Each word is stored under itself and under every rest that one missing letter leaves. Two
 * words that differ by a letter put in, left out, replaced or swapped have such a rest in common,
 * so a few look-ups in an ordinary index find them: it takes no extension that an operator may not
 * have.
 */
final class Spelling {
  /** Shorter words are too much alike. */
  private static final int SHORTEST = 4;

  /** Nobody types longer ones by heart. */
  private static final int LONGEST = 30;

  private static final int MAX_MEANT = 8;

  private static final String CANDIDATES =
      """
      select distinct word
        from product_word
       where organization_id = $1 and environment = $2 and rest = any($3)
       limit 1000""";

  private static final String UNKNOWN =
      """
      select known.word
        from unnest($3::text[]) as known(word)
       where not exists (
             select
               from product_word w
              where w.organization_id = $1 and w.environment = $2
                and w.rest = known.word and w.word = known.word)""";

  /** In one order for all, so that imports at the same time wait for each other only one way. */
  private static final String LEARN =
      """
      insert into product_word (organization_id, environment, rest, word)
      select $1, $2, learnt.rest, learnt.word
        from unnest($3::text[], $4::text[]) as learnt(rest, word)
       order by learnt.rest, learnt.word
          on conflict do nothing""";

  private Spelling() {}

  /** Each word with what it may have been meant to be, itself first. */
  static Future<List<List<String>>> meant(
      SqlConnection connection, Tenant tenant, List<String> words) {
    var rests = words.stream().filter(Spelling::isTypable).flatMap(Spelling::rests).distinct();
    return connection
        .preparedQuery(CANDIDATES)
        .execute(TenantColumns.tuple(tenant).addArrayOfString(rests.toArray(String[]::new)))
        .map(rows -> Rows.list(rows, row -> row.getString("word")))
        .map(known -> words.stream().map(word -> meant(word, known)).toList());
  }

  private static List<String> meant(String word, Collection<String> known) {
    var near =
        known.stream()
            .filter(other -> isTypable(word) && !other.equals(word))
            .filter(other -> distance(word, other) <= allowed(word))
            .sorted()
            .limit(MAX_MEANT);
    return Stream.concat(Stream.of(word), near).toList();
  }

  /** Learns the words of these products that it did not know. */
  static Future<Void> learn(SqlConnection connection, Tenant tenant, List<ProductDraft> drafts) {
    var words =
        drafts.stream()
            .flatMap(Words::meant)
            .filter(Spelling::isTypable)
            .collect(Collectors.toCollection(TreeSet::new));
    return unknown(connection, tenant, words)
        .compose(
            unknown ->
                unknown.isEmpty() ? Future.succeededFuture() : store(connection, tenant, unknown));
  }

  private static Future<List<String>> unknown(
      SqlConnection connection, Tenant tenant, SortedSet<String> words) {
    return connection
        .preparedQuery(UNKNOWN)
        .execute(TenantColumns.tuple(tenant).addArrayOfString(words.toArray(String[]::new)))
        .map(rows -> Rows.list(rows, row -> row.getString("word")));
  }

  private static Future<Void> store(SqlConnection connection, Tenant tenant, List<String> unknown) {
    var rests = new ArrayList<String>();
    var words = new ArrayList<String>();
    for (var word : unknown) {
      for (var rest : restsOf(word)) {
        rests.add(rest);
        words.add(word);
      }
    }
    return connection
        .preparedQuery(LEARN)
        .execute(
            TenantColumns.tuple(tenant)
                .addArrayOfString(rests.toArray(String[]::new))
                .addArrayOfString(words.toArray(String[]::new)))
        .mapEmpty();
  }

  private static Stream<String> rests(String word) {
    return restsOf(word).stream();
  }

  private static Set<String> restsOf(String word) {
    var rests = new LinkedHashSet<String>();
    rests.add(word);
    IntStream.range(0, word.length())
        .forEach(i -> rests.add(word.substring(0, i) + word.substring(i + 1)));
    return rests;
  }

  /** Numbers are not mistyped words: another number is another thing. */
  private static boolean isTypable(String word) {
    return word.length() >= SHORTEST
        && word.length() <= LONGEST
        && word.chars().noneMatch(Character::isDigit);
  }

  private static int allowed(String word) {
    return 1 + word.length() / 8;
  }

  /** How many letters to put in, leave out, replace or swap to make one word the other. */
  private static int distance(String one, String other) {
    var rows = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        rows[i][j] = i == 0 || j == 0 ? i + j : step(rows, one, other, i, j);
      }
    }
    return rows[one.length()][other.length()];
  }

  private static int step(int[][] rows, String one, String other, int i, int j) {
    int replaced = rows[i - 1][j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
    int least = Math.min(replaced, 1 + Math.min(rows[i - 1][j], rows[i][j - 1]));
    boolean swapped =
        i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1);
    return swapped ? Math.min(least, rows[i - 2][j - 2] + 1) : least;
  }
}
