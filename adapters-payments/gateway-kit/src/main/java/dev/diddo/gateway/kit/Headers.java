package dev.diddo.gateway.kit;

import java.time.Instant;
import java.util.stream.Stream;

/** Signature headers that nobody genuine sends. */
final class Headers {
  private Headers() {}

  static Stream<String> forged(String real, Instant now) {
    var seconds = now.getEpochSecond();
    return Stream.of(
        "",
        " ",
        ",",
        "=",
        "t",
        "t=",
        "t=abc",
        "t=,v1=",
        "t=-1,v1=00",
        "t=99999999999999999999,v1=00",
        "v1",
        "v1=",
        "t=" + seconds,
        "t=" + seconds + ",v1",
        "t=" + seconds + ",v1=",
        "t=" + seconds + ",v1=zz",
        "t=" + seconds + ",v0=" + "0".repeat(64),
        "t=" + seconds + ",v1=" + "0".repeat(64),
        "t=" + seconds + ",v1=" + "é".repeat(64),
        "t=" + seconds + ",v1=00".repeat(10_000),
        "t=" + (seconds + 1) + real.substring(real.indexOf(',') < 0 ? 0 : real.indexOf(',')),
        real.substring(0, real.length() - 1),
        real + "0",
        "x".repeat(100_000));
  }
}
