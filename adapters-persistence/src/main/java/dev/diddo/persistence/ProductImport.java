package dev.diddo.persistence;

import dev.diddo.application.catalog.ProductDraft;
import dev.diddo.application.catalog.Products.Change;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.merchant.Store;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.persistence.ProductMerge.KnownProduct;
import dev.diddo.persistence.ProductMerge.KnownVariant;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Writes a batch of products in a few statements, however many they are. */
final class ProductImport {
  /** One import of a store after the other: two could both make a product that neither found. */
  private static final String LOCK =
      """
      select id
        from store
       where organization_id = $1 and environment = $2 and id = $3
         for no key update""";

  private static final String PRODUCTS =
      """
      select id, handle, title, description, brand, category, tags, images, customizations,
             withdrawn_at is not null as withdrawn
        from product
       where organization_id = $1 and environment = $2 and store_id = $3 and handle = any($4)
         for no key update""";

  private static final String VARIANTS =
      """
      select v.id, v.product_id, v.position, v.title, v.sku, v.price_minor, v.option_values,
             v.tracked, v.on_hand, v.withdrawn_at is not null as withdrawn
        from product p
        join variant v
          on v.organization_id = p.organization_id and v.environment = p.environment
         and v.product_id = p.id
       where p.organization_id = $1 and p.environment = $2 and p.store_id = $3
         and p.handle = any($4)
       order by withdrawn, v.position, v.id""";

  private static final String PUT_PRODUCTS =
      """
      insert into product
             (organization_id, environment, id, store_id, handle, title, description, brand,
              category, tags, images, customizations, words, brand_key, category_key, tag_keys,
              lowest_price)
      select $1, $2, d.id, $3, d.handle, d.title, d.description, d.brand, d.category,
             array(select jsonb_array_elements_text(d.tags)), d.images, d.customizations,
             cast(d.words as tsvector), d.brand_key, d.category_key,
             array(select jsonb_array_elements_text(d.tag_keys)), d.lowest_price
        from jsonb_to_recordset($4) as d (
             id uuid, handle text, title text, description text, brand text, category text,
             tags jsonb, images jsonb, customizations jsonb, words text, brand_key text,
             category_key text, tag_keys jsonb, lowest_price bigint)
          on conflict (organization_id, environment, id)
          do update
         set title = excluded.title, description = excluded.description, brand = excluded.brand,
             category = excluded.category, tags = excluded.tags, images = excluded.images,
             customizations = excluded.customizations, words = excluded.words,
             brand_key = excluded.brand_key, category_key = excluded.category_key,
             tag_keys = excluded.tag_keys, lowest_price = excluded.lowest_price,
             withdrawn_at = null""";

  /** Says nothing of what is held. In the order in which payments take variants, too. */
  private static final String PUT_VARIANTS =
      """
      insert into variant
             (organization_id, environment, id, product_id, position, title, sku, price_minor,
              option_values, tracked, on_hand, withdrawn_at)
      select $1, $2, d.id, d.product_id, d.position, d.title, d.sku, d.price_minor,
             d.option_values, d.tracked, d.on_hand, case when d.withdrawn then now() end
        from jsonb_to_recordset($3) as d (
             id uuid, product_id uuid, position int, title text, sku text, price_minor bigint,
             option_values jsonb, tracked boolean, on_hand bigint, withdrawn boolean)
       order by d.id
          on conflict (organization_id, environment, id)
          do update
         set position = excluded.position, title = excluded.title, sku = excluded.sku,
             price_minor = excluded.price_minor, option_values = excluded.option_values,
             tracked = excluded.tracked, on_hand = excluded.on_hand,
             withdrawn_at = excluded.withdrawn_at""";

  private final Ids ids;

  ProductImport(Ids ids) {
    this.ids = ids;
  }

  Future<List<Change>> put(
      SqlConnection connection, Tenant tenant, Store store, List<ProductDraft> drafts) {
    return known(connection, tenant, store, drafts)
        .compose(
            merge -> {
              var changes = drafts.stream().map(merge::merge).toList();
              return write(connection, tenant, store, merge)
                  .compose(_ -> Spelling.learn(connection, tenant, drafts))
                  .map(changes);
            });
  }

  private Future<ProductMerge> known(
      SqlConnection connection, Tenant tenant, Store store, List<ProductDraft> drafts) {
    var handles = drafts.stream().map(ProductDraft::handle).toArray(String[]::new);
    var locked =
        connection
            .preparedQuery(LOCK)
            .execute(TenantColumns.tuple(tenant).addUUID(store.id().value()));
    var products = connection.preparedQuery(PRODUCTS).execute(named(tenant, store, handles));
    var variants = connection.preparedQuery(VARIANTS).execute(named(tenant, store, handles));
    return Future.all(locked, products, variants)
        .map(_ -> new ProductMerge(byHandle(products.result()), byProduct(variants.result()), ids));
  }

  private static Tuple named(Tenant tenant, Store store, String[] handles) {
    return TenantColumns.tuple(tenant).addUUID(store.id().value()).addArrayOfString(handles);
  }

  private static Map<String, KnownProduct> byHandle(RowSet<Row> rows) {
    return Rows.list(rows, KnownProduct::read).stream()
        .collect(Collectors.toMap(KnownProduct::handle, product -> product));
  }

  private static Map<UUID, List<KnownVariant>> byProduct(RowSet<Row> rows) {
    return Rows.list(rows, KnownVariant::read).stream()
        .collect(Collectors.groupingBy(KnownVariant::product));
  }

  private static Future<?> write(
      SqlConnection connection, Tenant tenant, Store store, ProductMerge merge) {
    if (merge.changedProducts().isEmpty()) {
      return Future.succeededFuture();
    }
    var products =
        TenantColumns.tuple(tenant).addUUID(store.id().value()).addValue(merge.changedProducts());
    var variants = TenantColumns.tuple(tenant).addValue(merge.changedVariants());
    return Future.all(
        connection.preparedQuery(PUT_PRODUCTS).execute(products),
        connection.preparedQuery(PUT_VARIANTS).execute(variants));
  }
}
