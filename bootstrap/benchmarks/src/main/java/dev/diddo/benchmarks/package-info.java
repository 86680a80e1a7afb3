/** Measures a built service from outside, as its clients and its database see it. */
@NullMarked
package dev.diddo.benchmarks;

import org.jspecify.annotations.NullMarked;
