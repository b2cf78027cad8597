package io.nija.configuration.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

import org.apache.felix.cm.PersistenceManager;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/** A real framework with ConfigAdmin (in memory) and the metatype service; bundles with metatype are made on the fly. */
final class EmbeddedFramework implements AutoCloseable {

    private final Framework framework;

    EmbeddedFramework(Path storage) throws BundleException {
        framework = new FrameworkFactory().newFramework(Map.of(
                Constants.FRAMEWORK_STORAGE, storage.toString(),
                Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT,
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                "org.osgi.service.cm;version=1.6.1,org.osgi.service.metatype;version=1.4.1,org.osgi.service.log;version=1.5.0",
                "felix.cm.pm", "memory"));
        framework.start();
        start(PersistenceManager.class);
        start(org.apache.felix.metatype.MetaData.class);
    }

    private void start(Class<?> fromJar) throws BundleException {
        context().installBundle("reference:" + fromJar.getProtectionDomain().getCodeSource().getLocation()).start();
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    <S> S service(Class<S> type) {
        return context().getService(context().getServiceReference(type));
    }

    /** Installs and starts a bundle that only has metatype. */
    Bundle describe(String name, String metatype) throws BundleException, IOException {
        Bundle bundle = context().installBundle("test:" + name, jar(name, metatype));
        bundle.start();
        return bundle;
    }

    static InputStream jar(String name, String metatype) throws IOException {
        return jar(name, metatype, "1.0.0");
    }

    static InputStream jar(String name, String metatype, String version) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        manifest.getMainAttributes().putValue(Constants.BUNDLE_SYMBOLICNAME, name);
        manifest.getMainAttributes().putValue(Constants.BUNDLE_VERSION, version);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            jar.putNextEntry(new ZipEntry("OSGI-INF/metatype/" + name + ".xml"));
            jar.write(metatype.getBytes(StandardCharsets.UTF_8));
            jar.closeEntry();
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    @Override
    public void close() throws BundleException, InterruptedException {
        framework.stop();
        framework.waitForStop(10_000);
    }
}
