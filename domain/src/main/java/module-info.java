/** The rules of the checkout. They depend on the JDK alone: no I/O, no clock, no framework. */
module dev.diddo.domain {
  exports dev.diddo.domain;
  exports dev.diddo.domain.cart;
  exports dev.diddo.domain.catalog;
  exports dev.diddo.domain.customer;
  exports dev.diddo.domain.dashboard;
  exports dev.diddo.domain.id;
  exports dev.diddo.domain.merchant;
  exports dev.diddo.domain.money;
  exports dev.diddo.domain.order;
  exports dev.diddo.domain.organization;
  exports dev.diddo.domain.payment;
  exports dev.diddo.domain.session;
  exports dev.diddo.domain.webhook;
}
