/** What the demonstration says of itself. */
package io.nija.console.internal.demo;
