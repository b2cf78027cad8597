/** The smallest broker that is complete. */
package io.nija.broker.sample.internal;
