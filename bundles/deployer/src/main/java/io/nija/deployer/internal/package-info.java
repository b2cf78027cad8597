/** Plug-ins that come, go and are replaced while NIJA runs: checks first, then the swap, then the way back. */
package io.nija.deployer.internal;
