/** What a person must know of trading, and what keeps the heartbeat going. */
package io.nija.trading.internal.alert;
