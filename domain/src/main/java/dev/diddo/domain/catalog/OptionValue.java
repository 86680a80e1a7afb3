package dev.diddo.domain.catalog;

/** One property in which variants of a product differ, such as Size and its value M. */
public record OptionValue(String name, String value) {}
