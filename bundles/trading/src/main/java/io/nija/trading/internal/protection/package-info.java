/** What keeps positions from losing more than planned: decides, and does nothing itself. Pure. */
package io.nija.trading.internal.protection;
