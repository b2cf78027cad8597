/**
 * The commands in the Felix console: scope {@code nija}, one function for each first word, with completion. Gogo and
 * jline are optional: without them these components have no references and their classes are never loaded.
 */
package io.nija.console.internal.gogo;
