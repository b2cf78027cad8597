/**
 * A NIJA that dies again and again, seen from outside: people who give orders, the exchange's books over REST, and the
 * comparison of the two. Uses no class of NIJA.
 */
package io.nija.campaign;
