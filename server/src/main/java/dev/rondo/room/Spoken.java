package dev.rondo.room;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import org.jspecify.annotations.Nullable;

/**
 * A command that waits for the tick.
 *
 * @param command the contract's message
 * @param sequence its number, by which a reply names it; 0 if it came with an attachment
 * @param asks whether the player waits for a reply
 * @param attachment what came with it, or null
 */
record Spoken(
    Message command, int sequence, boolean asks, @Nullable ByteString attachment) {}
