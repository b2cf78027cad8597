package io.nija.journal.internal.codec;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

import io.nija.account.LaneId;
import io.nija.journal.JournalRecord;
import io.nija.journal.SwitchChange;
import io.nija.journal.Unreadable;
import io.nija.market.Symbol;
import io.nija.order.OrderDetails;
import io.nija.order.OrderRequest;
import io.nija.order.OrderType;
import io.nija.order.Side;
import io.nija.order.TimeInForce;

/** Records with any content that their constructors accept: from the components, so that a new one is not forgotten. */
final class AnyRecord {

    private static final List<Class<?>> KINDS = Arrays.stream(JournalRecord.class.getPermittedSubclasses())
            .filter(type -> type != Unreadable.class).toList();

    private AnyRecord() {}

    static Set<Class<?>> kinds() {
        return KINDS.stream().collect(Collectors.toSet());
    }

    static Arbitrary<JournalRecord> records() {
        return Arbitraries.of(KINDS).flatMap(kind -> Arbitraries.randomValue(random -> (JournalRecord) accepted(kind, random)));
    }

    /** Tries until the constructor accepts what chance made. */
    private static Object accepted(Class<?> kind, Random random) {
        for (int attempt = 0; attempt < 10_000; attempt++) {
            try {
                return make(kind, random);
            } catch (InvocationTargetException refused) {
                if (!(refused.getCause() instanceof IllegalArgumentException)
                        && !(refused.getCause() instanceof NullPointerException)) {
                    throw new IllegalStateException(refused);
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new IllegalStateException("No " + kind + " in 10,000 attempts");
    }

    private static Object make(Class<?> type, Random random) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            values[i] = value(components[i].getType(), components[i].getGenericType() instanceof ParameterizedType, random);
        }
        Constructor<?> constructor = type.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        return constructor.newInstance(values);
    }

    private static Object value(Class<?> type, boolean generic, Random random) throws ReflectiveOperationException {
        if (type == long.class) {
            return 1 + (random.nextLong() >>> 1) / 2;
        }
        if (type == boolean.class) {
            return random.nextBoolean();
        }
        if (generic) {
            Map<String, String> map = new HashMap<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                map.put(text(random), text(random));
            }
            return map;
        }
        if (random.nextInt(6) == 0) {
            return null;
        }
        return present(type, random);
    }

    private static Object present(Class<?> type, Random random) throws ReflectiveOperationException {
        if (type == String.class) {
            return text(random);
        }
        if (type == Long.class) {
            return random.nextLong();
        }
        if (type == Boolean.class) {
            return random.nextBoolean();
        }
        if (type == BigDecimal.class) {
            return new BigDecimal(new BigInteger(random.nextInt(100), random), random.nextInt(20))
                    .multiply(BigDecimal.valueOf(random.nextBoolean() ? 1 : -1));
        }
        if (type == Instant.class) {
            return Instant.ofEpochSecond(random.nextInt() * 3L, random.nextInt(1_000_000_000));
        }
        if (type == UUID.class) {
            return new UUID(random.nextLong(), random.nextLong());
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
        }
        if (type == LaneId.class) {
            return LaneId.of("account_" + random.nextInt(9), "broker-" + random.nextInt(9));
        }
        if (type == Symbol.class) {
            return new Symbol("BASE" + random.nextInt(9), "QUOTE" + random.nextInt(9));
        }
        if (type == OrderRequest.class) {
            return order(random);
        }
        if (type == SwitchChange.Scope.class && random.nextInt(3) == 0) {
            return random.nextBoolean() ? SwitchChange.Scope.GLOBAL
                    : new SwitchChange.Scope(SwitchChange.Kind.LANE, "master/kraken");
        }
        return make(type, random);
    }

    private static OrderRequest order(Random random) {
        OrderType type = OrderType.values()[random.nextInt(OrderType.values().length)];
        TimeInForce tif = TimeInForce.values()[random.nextInt(TimeInForce.values().length)];
        BigDecimal quantity = positive(random);
        return new OrderRequest(new Symbol("BTC", "USD"), random.nextBoolean() ? Side.BUY : Side.SELL, type, quantity,
                type.hasLimit() ? positive(random) : null, type.hasStop() ? positive(random) : null, tif,
                tif == TimeInForce.GTD ? Instant.ofEpochMilli(random.nextInt()) : null,
                type == OrderType.LIMIT && tif == TimeInForce.GTC && random.nextBoolean(), details(random, type, quantity));
    }

    private static OrderDetails details(Random random, OrderType type, BigDecimal quantity) {
        boolean trails = type == OrderType.TRAILING_STOP || type == OrderType.TRAILING_STOP_LIMIT;
        OrderDetails.Trail trail = !trails ? null : new OrderDetails.Trail(new BigDecimal("1.50"), random.nextBoolean(),
                type == OrderType.TRAILING_STOP_LIMIT ? positive(random) : null);
        return new OrderDetails(type == OrderType.ICEBERG ? quantity.divide(BigDecimal.TEN) : null, trail,
                any(random, OrderDetails.TriggeredBy.values()), any(random, OrderDetails.SelfTrade.values()), any(random, OrderDetails.Fee.values()));
    }

    private static <E> E any(Random random, E[] all) {
        return all[random.nextInt(all.length)];
    }

    private static BigDecimal positive(Random random) {
        return new BigDecimal(BigInteger.ONE.add(new BigInteger(80, random)), random.nextInt(20));
    }

    /** Anything, among it what has a meaning in JSON, and what has none anywhere. */
    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            switch (random.nextInt(4)) {
                case 0 -> text.append("\"\\{}\n\u0000\u001b:,'".charAt(random.nextInt(10)));
                case 1 -> text.appendCodePoint(0x1F300 + random.nextInt(256));
                case 2 -> text.append((char) ('\u00c0' + random.nextInt(400)));
                default -> text.append((char) ('a' + random.nextInt(26)));
            }
        }
        return text.toString();
    }
}
