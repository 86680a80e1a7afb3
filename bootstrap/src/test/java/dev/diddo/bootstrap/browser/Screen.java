package dev.diddo.bootstrap.browser;

import com.microsoft.playwright.Page;

/** What people hold in their hands, or have on their desks. */
enum Screen {
  PHONE(390, 844),
  WIDE(1280, 900);

  final int width;
  final int height;

  Screen(int width, int height) {
    this.width = width;
    this.height = height;
  }

  boolean isTouched() {
    return this == PHONE;
  }

  /**
   * How many pixels the content is wider than the screen. A phone's {@code innerWidth} would not
   * tell: it grows with the content.
   */
  static int overflow(Page page) {
    return (Integer)
        page.evaluate(
            "({scrollWidth, clientWidth} = document.documentElement) => scrollWidth - clientWidth");
  }
}
