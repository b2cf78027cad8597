/** Trading as services: the lanes, the status they show, the switches, arming and holds. */
package io.nija.trading.internal;
