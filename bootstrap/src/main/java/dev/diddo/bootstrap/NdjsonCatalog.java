package dev.diddo.bootstrap;

import dev.diddo.application.catalog.*;
import dev.diddo.domain.catalog.*;
import dev.diddo.domain.money.Money;
import java.io.*;
import java.net.URI;
import java.util.*;

final class NdjsonCatalog implements CatalogSource {
  private final BufferedReader r;
  private final Currency c;

  NdjsonCatalog(InputStream s, Currency c) {
    r = new BufferedReader(new InputStreamReader(s, java.nio.charset.StandardCharsets.UTF_8));
    this.c = c;
  }

  public Optional<Entry> next() {
    try {
      var l = r.readLine();
      if (l == null) return Optional.empty();
      var n = new com.fasterxml.jackson.databind.ObjectMapper().readTree(l);
      var vs = new ArrayList<ProductDraft.VariantDraft>();
      for (var v : n.get("variants")) {
        var o = new ArrayList<OptionValue>();
        for (var x : v.get("option_values"))
          o.add(new OptionValue(x.get("name").asText(), x.get("value").asText()));
        vs.add(
            new ProductDraft.VariantDraft(
                v.get("title").asText(),
                Optional.of(v.get("sku").asText()),
                Optional.of(new Money(v.get("price").asLong(), c)),
                o,
                new Inventory(true, v.get("inventory").get("quantity").asLong(), 0)));
      }
      var im = new ArrayList<Image>();
      for (var x : n.get("images"))
        im.add(new Image(URI.create(x.get("url").asText()), x.get("alt").asText()));
      var t = new ArrayList<String>();
      for (var x : n.get("tags")) t.add(x.asText());
      return Optional.of(
          new Entry.Read(
              1,
              new ProductDraft(
                  n.get("handle").asText(),
                  n.get("title").asText(),
                  n.get("description").asText(),
                  Optional.of(n.get("brand").asText()),
                  Optional.of(n.get("category").asText()),
                  t,
                  im,
                  vs,
                  List.of())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
