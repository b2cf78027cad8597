/** What an operator may say: the commands that are here, how words become arguments, and the help. */
package io.nija.console.internal.language;
