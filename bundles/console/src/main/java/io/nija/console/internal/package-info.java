/** The commands of NIJA: how they are found, understood, run, shown, and reached from the console and the shell. */
package io.nija.console.internal;
