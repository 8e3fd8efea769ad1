package dev.rondo.testing;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import org.jspecify.annotations.Nullable;

/**
 * An event, as it came to a client.
 *
 * @param event what happened
 * @param tick when
 * @param attachment the bytes that came with it, or null if it has none
 * @param <E> the contract's event message
 */
public record Heard<E extends Message>(
    E event, int tick, @Nullable ByteString attachment) {}
