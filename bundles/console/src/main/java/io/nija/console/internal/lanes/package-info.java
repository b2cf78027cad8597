/** What the commands know of lanes: sessions and brokers that are here, and how an operator's words choose among them. */
package io.nija.console.internal.lanes;
