/** The commands that look at accounts, lanes and brokers. */
package io.nija.console.internal.command;
