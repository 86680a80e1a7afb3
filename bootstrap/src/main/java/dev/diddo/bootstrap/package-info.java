/** Puts the service together: its command line, settings and limits, and every {@code new}. */
package dev.diddo.bootstrap;
