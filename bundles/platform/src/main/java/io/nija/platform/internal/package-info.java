/** The services of the platform. */
package io.nija.platform.internal;
