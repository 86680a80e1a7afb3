package dev.diddo.bootstrap.faults;

import dev.diddo.bootstrap.actors.Buyer;
import dev.diddo.bootstrap.actors.Goods;
import dev.diddo.bootstrap.actors.Platform;
import dev.diddo.bootstrap.actors.Shop;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An organization with a shop, a template and a buyer about to pay, who must notice nothing. */
record Bystander(Platform platform, Shop shop, String template, Buyer buyer) {

  static Bystander of(Platform platform) {
    var shop = platform.shop(Goods.of("Mug", 1299));
    var template = platform.template(shop.all());
    return new Bystander(platform, shop, template, platform.guest(template).ready());
  }

  /** All that can be read of it: equal as long as nothing was changed. */
  String state() {
    return Stream.concat(
            Stream.of(platform.cartText(template), buyer.cartText()),
            Stream.of("/organization", "/stores", "/products", "/orders")
                .map(path -> platform.get(path).is(200).text()))
        .collect(Collectors.joining("\n"));
  }
}
