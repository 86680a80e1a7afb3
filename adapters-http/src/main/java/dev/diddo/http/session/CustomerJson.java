package dev.diddo.http.session;

import dev.diddo.application.session.MintToken;
import dev.diddo.domain.session.BuyerField;
import dev.diddo.http.Fields;
import dev.diddo.http.cart.BuyerJson;
import dev.diddo.http.organization.ReturnUrls;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads what a platform says of its customer. */
final class CustomerJson {
  private static final int MAX_EXTERNAL_ID_CHARS = 255;
  private static final List<BuyerField> PERSON =
      List.of(BuyerField.EMAIL, BuyerField.FIRST_NAME, BuyerField.LAST_NAME, BuyerField.PHONE);
  private static final List<BuyerField> ADDRESS =
      List.of(
          BuyerField.ADDRESS1,
          BuyerField.ADDRESS2,
          BuyerField.CITY,
          BuyerField.PROVINCE_CODE,
          BuyerField.POSTAL_CODE,
          BuyerField.COUNTRY_CODE);

  private CustomerJson() {}

  static MintToken.Customer read(Fields body) {
    return new MintToken.Customer(
        identity(body),
        body.optionalText("external_customer_id", MAX_EXTERNAL_ID_CHARS),
        ReturnUrls.read(body, "success_url"),
        ReturnUrls.read(body, "cancel_url"));
  }

  private static Map<BuyerField, String> identity(Fields body) {
    var given = new EnumMap<BuyerField, String>(BuyerField.class);
    var customer = body.optionalObject("customer");
    if (customer.isPresent()) {
      given.putAll(BuyerJson.read(customer.get(), PERSON));
      customer
          .get()
          .optionalObject("address")
          .ifPresent(address -> given.putAll(BuyerJson.read(address, ADDRESS)));
    }
    return given;
  }
}
