/** The distribution as an outsider drives it: a shell with folders of its own, and an exchange in its own process. */
package io.nija.testkit;
