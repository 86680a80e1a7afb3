package dev.diddo.bootstrap.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.LoadState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A first scan on a bad line. */
class FirstLoadTest extends BrowserTest {
  private static final int MAX_BYTES = 150_000;

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
