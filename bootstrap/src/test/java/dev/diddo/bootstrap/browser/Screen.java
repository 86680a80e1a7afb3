package dev.diddo.bootstrap.browser;

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
}
