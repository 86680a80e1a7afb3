/** What the checkout does, step by step, and the ports it needs for that. Plain blocking Java. */
module dev.diddo.application {
  requires transitive dev.diddo.domain;

  exports dev.diddo.application;
  exports dev.diddo.application.cart;
  exports dev.diddo.application.catalog;
  exports dev.diddo.application.customer;
  exports dev.diddo.application.dashboard;
  exports dev.diddo.application.idempotency;
  exports dev.diddo.application.merchant;
  exports dev.diddo.application.order;
  exports dev.diddo.application.organization;
  exports dev.diddo.application.payment;
  exports dev.diddo.application.session;
  exports dev.diddo.application.webhook;
}
