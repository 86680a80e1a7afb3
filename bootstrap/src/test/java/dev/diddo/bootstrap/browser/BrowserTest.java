package dev.diddo.bootstrap.browser;

import dev.diddo.bootstrap.RunningService;
import dev.diddo.bootstrap.SharedService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A test in which people use the running service with a real browser, as they would. */
@ExtendWith(SharedService.class)
abstract class BrowserTest {
  @RegisterExtension static final Visitors visitors = new Visitors();

  private Marketplace market;

  @BeforeEach
  void openMarket(RunningService service) {
    market = new Marketplace(service.newPlatform());
  }

  Marketplace market() {
    return market;
  }
}
