package dev.diddo.http;

import java.util.List;

/** The routes of one capability. */
@FunctionalInterface
public interface Endpoints {
  List<Route> routes();
}
