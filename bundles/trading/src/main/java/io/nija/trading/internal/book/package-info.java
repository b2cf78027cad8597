/** What a lane knows: its orders, fills and marks as the fold of its facts; pure. */
package io.nija.trading.internal.book;
