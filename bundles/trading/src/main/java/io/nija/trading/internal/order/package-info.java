/** One order of ours and its life: pure. */
package io.nija.trading.internal.order;
