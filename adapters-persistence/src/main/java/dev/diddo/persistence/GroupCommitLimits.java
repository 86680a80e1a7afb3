package dev.diddo.persistence;

import java.time.Duration;

/**
 * How many share a commit, and how long they wait for that.
 *
 * @param window how long the first one waits for others: what a lone caller pays
 * @param batch at most so many share one
 * @param weight no more join once so much is together, for a few large rows are as slow as many
 *     small
 * @param atOnce at most so many commits are under way
 * @param waiting at most so many callers wait; the next one is turned away at once
 * @param patience how long one of them waits in all
 */
public record GroupCommitLimits(
    Duration window, int batch, int weight, int atOnce, int waiting, Duration patience) {}
