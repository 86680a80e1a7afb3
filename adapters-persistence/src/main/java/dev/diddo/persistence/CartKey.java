package dev.diddo.persistence;

import dev.diddo.domain.id.CartId;
import dev.diddo.domain.organization.Tenant;

/** Names a cart among those of everybody. */
record CartKey(Tenant tenant, CartId id) {}
