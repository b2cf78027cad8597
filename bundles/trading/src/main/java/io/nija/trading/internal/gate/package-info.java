/** What an order is judged by: the market around it, how its scopes stand, and the switches. */
package io.nija.trading.internal.gate;
