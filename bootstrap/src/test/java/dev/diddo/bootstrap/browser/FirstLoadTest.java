package dev.diddo.bootstrap.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.LoadState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A first scan on a bad line. */
class FirstLoadTest extends BrowserTest {
  private static final int MAX_BYTES = 150_000;

  /** What somebody would do who got a word of markup or script into the page. */
  private static final String TRY_INLINE =
      """
      () => {
        const script = document.createElement('script');
        try { script.append('window.ran = true'); document.head.append(script); } catch {}
        try { setTimeout('window.ran = true'); } catch {}
        try { document.body.innerHTML += '<p onclick="window.ran = true">x</p>'; } catch {}
        return new Promise((tell) => setTimeout(() => {
          document.querySelectorAll('p').forEach((one) => one.click());
          tell(window.ran ? 'something ran' : 'nothing ran');
        }, 50));
      }""";

  @ParameterizedTest
  @EnumSource
  void the_first_load_is_light(Screen screen) {
    var page = visitors.on(screen).opensTab();
    List<Request> requests = new ArrayList<>();
    page.onRequestFinished(requests::add);
    page.navigate(market().twoStores());
    page.locator(".review").waitFor();
    page.waitForLoadState(LoadState.NETWORKIDLE);
    assertThat(requests).hasSizeGreaterThan(10);
    assertThat(requests.stream().mapToInt(FirstLoadTest::bytes).sum()).isLessThan(MAX_BYTES);
  }

  @Test
  void the_policy_lets_nothing_run_that_is_not_a_file_of_ours() {
    var page = visitors.on(Screen.PHONE).expectingViolations().opensTab();
    var answer = page.navigate(market().twoStores());
    assertThat(answer.headerValue("Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self';", "style-src 'self';")
        .doesNotContain("unsafe", "*", "nonce");
    page.locator(".review").waitFor();
    assertThat(page.locator("script:not([src]), style, [style], [onclick]").count()).isZero();
    assertThat(page.evaluate(TRY_INLINE)).isEqualTo("nothing ran");
  }

  @ParameterizedTest
  @EnumSource
  void who_has_no_scripts_is_told_so_and_waits_for_nothing(Screen screen) {
    var page = visitors.withoutScripts(screen).opensTab();
    page.navigate(market().twoStores());
    assertThat(page.locator("main").innerText().strip())
        .startsWith("This checkout needs JavaScript");
    assertThat(page.locator("#skeleton").isVisible()).isFalse();
  }

  private static int bytes(Request request) {
    var sizes = request.sizes();
    return sizes.responseHeadersSize + sizes.responseBodySize;
  }

  @ParameterizedTest
  @EnumSource
  void a_second_load_transfers_next_to_nothing(Screen screen) {
    var page = visitors.on(screen).opensTab();
    page.navigate(market().twoStores());
    page.locator(".review").waitFor();
    List<Request> requests = new ArrayList<>();
    page.onRequestFinished(requests::add);
    page.reload(new Page.ReloadOptions());
    page.locator(".review").waitFor();
    page.waitForLoadState(LoadState.NETWORKIDLE);
    assertThat(requests.stream().mapToInt(request -> request.sizes().responseBodySize).sum())
        .isLessThan(MAX_BYTES / 5);
  }
}
