package dev.rastro.web.wire;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Waits for the client while it writes, and at no other time. */
public final class PatientOutputStream extends FilterOutputStream {

    private final Clients.Client client;

    public PatientOutputStream(OutputStream out, Clients.Client client) {
        super(out);
        this.client = client;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        client.awaited();
        out.write(bytes, from, length);
        client.served();
    }

    @Override
    public void flush() throws IOException {
        client.awaited();
        out.flush();
        client.served();
    }
}
