package dev.diddo.application.catalog;

import dev.diddo.domain.id.StoreId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which products are wanted. Conditions are combined by and, the values of one by or; an empty one
 * allows everything. Values are compared without regard to case.
 *
 * @param text words that the product is about: in its title, brand, category, tags, skus or, least
 *     of all, its description, also by their beginning; with a typo where nothing has them as they
 *     are
 * @param players tags of the form {@code player:NAME}
 * @param teams tags of the form {@code team:NAME}
 * @param tags whole tags, several times one of several
 * @param minPrice in minor units; a product fits if one of its variants does
 * @param available whether any variant can be bought
 */
public record ProductFilter(
    Optional<String> text,
    List<StoreId> stores,
    List<String> brands,
    List<String> categories,
    List<String> players,
    List<String> teams,
    List<List<String>> tags,
    OptionalLong minPrice,
    OptionalLong maxPrice,
    Optional<Boolean> available,
    Sort sort) {

  /** The order of the list; ties are broken by id. */
  public enum Sort {
    /** Best match first where there is a text, else newest first. */
    RELEVANCE,
    NEWEST,
    TITLE,
    PRICE_ASCENDING,
    PRICE_DESCENDING
  }
}
