package dev.diddo.persistence;

import java.time.Duration;

/**
 * How much is remembered of carts that somebody asks for or waits for.
 *
 * @param carts at most so many are remembered; the least asked for are forgotten first
 * @param watchers at most so many wait at once; the next one is turned away
 * @param memory how long a cart is remembered that nobody asks for
 * @param look how often other processes' changes are looked for, while there is anything to look
 *     for
 * @param atOnce carts that one statement looks for; with more there are several, one after another
 */
public record CartStatusesLimits(
    int carts, int watchers, Duration memory, Duration look, int atOnce) {}
