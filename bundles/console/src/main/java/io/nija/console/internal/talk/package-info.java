/** One command from its words to its exit code, whoever is at the other end. */
package io.nija.console.internal.talk;
