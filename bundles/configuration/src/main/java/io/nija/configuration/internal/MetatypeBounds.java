package io.nija.configuration.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Enumeration;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import io.nija.configuration.internal.Schema.Bounds;
import io.nija.configuration.internal.Schema.Range;

import org.osgi.framework.Bundle;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ranges of one object class definition. The metatype service checks a value against its range but does not say what
 * the range is; for the sentence that refuses a value, the limits are read from the bundle's document. That happens
 * only then, because the first use of an XML parser costs 50 ms, which a start does not have.
 */
final class MetatypeBounds {

    private static final Logger LOG = LoggerFactory.getLogger(MetatypeBounds.class);

    private final Bundle bundle;
    private final String definition;

    MetatypeBounds(Bundle bundle, String definition) {
        this.bundle = bundle;
        this.definition = definition;
    }

    /** The range of one attribute. */
    Range of(AttributeDefinition attribute) {
        return new Range() {
            @Override
            public boolean allows(String value) {
                String list = value.replace("\\", "\\\\").replace(",", "\\,").replace(" ", "\\ ");
                String objection = attribute.validate(attribute.getCardinality() == 0 ? value : list);
                return objection == null || objection.isEmpty();
            }

            @Override
            public Bounds bounds() {
                return read(attribute.getID());
            }
        };
    }

    private Bounds read(String attribute) {
        Enumeration<URL> documents = bundle.findEntries(MetaTypeService.METATYPE_DOCUMENTS_LOCATION, "*.xml", false);
        while (documents != null && documents.hasMoreElements()) {
            URL document = documents.nextElement();
            try (InputStream in = document.openStream()) {
                Bounds bounds = find(in, attribute);
                if (bounds != null) {
                    return bounds;
                }
            } catch (IOException | XMLStreamException failure) {
                LOG.warn("{} of {} cannot be read ({}); the sentence goes without the limits.", document.getPath(),
                        bundle.getSymbolicName(), ShownText.of(String.valueOf(failure.getMessage())));
            }
        }
        return Bounds.NONE;
    }

    private Bounds find(InputStream in, String attribute) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader xml = factory.createXMLStreamReader(in);
        boolean inside = false;
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            if (xml.getLocalName().equals("OCD")) {
                inside = definition.equals(xml.getAttributeValue(null, "id"));
            } else if (inside && xml.getLocalName().equals("AD") && attribute.equals(xml.getAttributeValue(null, "id"))) {
                return new Bounds(xml.getAttributeValue(null, "min"), xml.getAttributeValue(null, "max"));
            }
        }
        return null;
    }
}
