/** The cases, and what plays them. */
package io.nija.tck.internal;
