/** What an operator can say to trading. */
package io.nija.trading.internal.command;
