package io.nija.configuration.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.nija.configuration.ConfigurationRule;
import io.nija.configuration.FileReport;
import io.nija.configuration.internal.Schema.Setting;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.ObjectClassDefinition;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The metatype of every resolved bundle. Thread-safe. Values are copied out, so a replaced bundle is not held, and
 * read once per revision: Felix' metatype service keeps what it read between a bundle's stop and its update.
 */
final class BundleSchemas implements Schemas, BundleTrackerCustomizer<Bundle> {

    private static final Logger LOG = LoggerFactory.getLogger(BundleSchemas.class);
    private static final int RESOLVED = Bundle.RESOLVED | Bundle.STARTING | Bundle.ACTIVE | Bundle.STOPPING;

    private final MetaTypeService metatype;
    private final Runnable changed;
    private final BundleTracker<Bundle> tracker;
    /** The tracker itself knows a bundle only after it was told of it, which may be too late for the task that asks. */
    private final Map<Long, Bundle> bundles = new ConcurrentSkipListMap<>();
    private final Map<Long, Revision> revisions = new HashMap<>();

    private final List<ConfigurationRule> rules = new CopyOnWriteArrayList<>();

    private record Revision(long lastModified, List<Schema> schemas) {}

    /** @param changed called when a bundle came or went, on the framework's thread; must not wait */
    BundleSchemas(BundleContext context, MetaTypeService metatype, Runnable changed) {
        this.metatype = metatype;
        this.changed = changed;
        this.tracker = new BundleTracker<>(context, RESOLVED, this);
    }

    void open() {
        tracker.open();
    }

    void close() {
        tracker.close();
    }

    /** Files are looked at again with it. */
    void add(ConfigurationRule rule) {
        rules.add(rule);
        changed.run();
    }

    /** Files are left as they are: its bundle is going, and the metatype with it. */
    void remove(ConfigurationRule rule) {
        rules.remove(rule);
    }

    @Override
    public List<FileReport.Problem> objections(FileName.ForPid name, Map<String, Object> values) {
        List<FileReport.Problem> problems = new ArrayList<>();
        for (ConfigurationRule rule : rules) {
            try {
                if (rule.pid().equals(name.pid())) {
                    problems.addAll(rule.check(name.instance(), values));
                }
            } catch (RuntimeException failed) {
                problems.add(new FileReport.Problem("", "", "", "the rule for " + name.pid() + " failed ("
                        + ShownText.of(failed.toString()) + ")"));
            }
        }
        return problems;
    }

    @Override
    public Map<String, List<FileReport.Problem>> objectionsTogether(String pid, Map<String, Map<String, Object>> files) {
        Map<String, List<FileReport.Problem>> problems = new HashMap<>();
        for (ConfigurationRule rule : rules) {
            try {
                if (rule.pid().equals(pid)) {
                    rule.checkTogether(files).forEach((instance, found) ->
                            problems.computeIfAbsent(instance, none -> new ArrayList<>()).addAll(found));
                }
            } catch (RuntimeException failed) {
                LOG.error("The rule for {} failed: {}", pid, ShownText.of(failed.toString()));
            }
        }
        return problems;
    }

    @Override
    public Bundle addingBundle(Bundle bundle, BundleEvent event) {
        if (bundle.getEntryPaths(MetaTypeService.METATYPE_DOCUMENTS_LOCATION) == null) {
            return null;
        }
        bundles.put(bundle.getBundleId(), bundle);
        changed.run();
        return bundle;
    }

    @Override
    public void modifiedBundle(Bundle bundle, BundleEvent event, Bundle same) {
        // only the state changed; an update passes through INSTALLED, which is a removal and an addition
    }

    @Override
    public void removedBundle(Bundle bundle, BundleEvent event, Bundle same) {
        bundles.remove(bundle.getBundleId());
        changed.run();
    }

    @Override
    public Optional<Schema> find(String pid) {
        return all().stream().filter(schema -> schema.pid().equals(pid)).findFirst();
    }

    @Override
    public Set<String> pids() {
        Set<String> pids = new TreeSet<>();
        all().forEach(schema -> pids.add(schema.pid()));
        return pids;
    }

    /** Every description there is. */
    synchronized List<Schema> all() {
        List<Schema> schemas = new ArrayList<>();
        for (Bundle bundle : bundles.values()) {
            Revision revision = revisions.get(bundle.getBundleId());
            if (revision == null || revision.lastModified() != bundle.getLastModified()) {
                revision = new Revision(bundle.getLastModified(), read(bundle));
                revisions.put(bundle.getBundleId(), revision);
            }
            schemas.addAll(revision.schemas());
        }
        revisions.keySet().retainAll(bundles.keySet());
        return schemas;
    }

    private List<Schema> read(Bundle bundle) {
        try {
            MetaTypeInformation information = metatype.getMetaTypeInformation(bundle);
            if (information == null) {
                return List.of();
            }
            List<Schema> schemas = new ArrayList<>();
            for (String pid : information.getFactoryPids()) {
                if (pid.startsWith(FileName.PREFIX)) {
                    schemas.add(schema(bundle, information, pid, true));
                }
            }
            for (String pid : information.getPids()) {
                if (pid.startsWith(FileName.PREFIX)) {
                    schemas.add(schema(bundle, information, pid, false));
                }
            }
            return schemas;
        } catch (RuntimeException failure) {
            // a plug-in with broken metatype must not stop the configuration of the others
            LOG.error("The metatype of {} cannot be read ({}); its files wait.", bundle.getSymbolicName(),
                    ShownText.of(String.valueOf(failure.getMessage())));
            return List.of();
        }
    }

    private static Schema schema(Bundle bundle, MetaTypeInformation information, String pid, boolean factory) {
        ObjectClassDefinition definition = information.getObjectClassDefinition(pid, null);
        AttributeDefinition[] required = definition.getAttributeDefinitions(ObjectClassDefinition.REQUIRED);
        AttributeDefinition[] optional = definition.getAttributeDefinitions(ObjectClassDefinition.OPTIONAL);
        MetatypeBounds bounds = new MetatypeBounds(bundle, definition.getID());
        List<Setting> settings = new ArrayList<>();
        add(settings, required, true, bounds);
        add(settings, optional, false, bounds);
        return new Schema(pid, factory, settings, bundle.getVersion().toString());
    }

    private static void add(List<Setting> settings, AttributeDefinition[] definitions, boolean required, MetatypeBounds bounds) {
        if (definitions == null) {
            return;
        }
        for (AttributeDefinition definition : definitions) {
            String[] options = definition.getOptionValues();
            String[] defaults = definition.getDefaultValue();
            settings.add(new Setting(
                    definition.getID(),
                    ValueType.of(definition.getType()),
                    definition.getCardinality(),
                    required && (defaults == null || defaults.length == 0),
                    options == null ? List.of() : List.of(options),
                    bounds.of(definition),
                    defaults == null ? List.of() : List.of(defaults)));
        }
    }
}
