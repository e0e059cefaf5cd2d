// Orders is a small HTTP service that reports its version and health at /status.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"
)

// Set by the linker: see the Makefile.
var version = "unknown"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()

	app := service{
		data:    setting("ORDERS_DATA", "/var/lib/orders"),
		queue:   setting("ORDERS_QUEUE", "/var/spool/orders"),
		metrics: openMetrics(setting("STATSD", "127.0.0.1:8125")),
	}
	address := setting("ORDERS_LISTEN", ":8080")
	server := &http.Server{Addr: address, Handler: app.routes(), ReadHeaderTimeout: 5 * time.Second}
	go func() {
		<-ctx.Done()
		// Requests under way are answered before systemd's TimeoutStopSec is over.
		deadline, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		if err := server.Shutdown(deadline); err != nil {
			log.Printf("shutdown: %v", err)
		}
	}()

	log.Printf("orders %s listens on %s", version, server.Addr)
	app.metrics.count("started", 1)
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		log.Fatal(err)
	}
}

type service struct {
	data    string
	queue   string
	metrics metrics
}

func (s service) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/status", func(w http.ResponseWriter, _ *http.Request) {
		began := time.Now()
		status := map[string]string{
			"version":              version,
			"Database":             s.databaseHealth(),
			"Status for SQS queue": s.queueHealth(),
		}
		w.Header().Set("Content-Type", "application/json")
		if status["Database"] != "Good" || status["Status for SQS queue"] != "Healthy" {
			// What balances load and what checks health understand the status alone.
			w.WriteHeader(http.StatusServiceUnavailable)
		}
		if err := json.NewEncoder(w).Encode(status); err != nil {
			log.Printf("status: %v", err)
		}
		s.metrics.timing("status", time.Since(began))
	})
	return mux
}

// The example keeps its data in a folder, so that it runs wherever it is rehearsed; the migrations make what is in it.
func (s service) databaseHealth() string {
	if _, err := os.Stat(filepath.Join(s.data, "orders.csv")); err != nil {
		return "not migrated: " + err.Error()
	}
	return "Good"
}

func (s service) queueHealth() string {
	file, err := os.CreateTemp(s.queue, ".health-*")
	if err != nil {
		return "cannot be written: " + err.Error()
	}
	defer os.Remove(file.Name())
	if err := file.Close(); err != nil {
		return err.Error()
	}
	return "Healthy"
}

// Metrics go to the port where Telegraf's plugin statsd listens. UDP: nobody waits, and nobody need be there.
type metrics struct{ connection net.Conn }

func openMetrics(address string) metrics {
	connection, err := net.Dial("udp", address)
	if err != nil {
		log.Printf("metrics: %v", err)
	}
	return metrics{connection}
}

func (m metrics) count(name string, value int) { m.send(fmt.Sprintf("%s:%d|c", tagged(name), value)) }

func (m metrics) timing(name string, took time.Duration) {
	m.send(fmt.Sprintf("%s:%d|ms", tagged(name), took.Milliseconds()))
}

func tagged(name string) string { return fmt.Sprintf("orders.%s,version=%s", name, version) }

func (m metrics) send(line string) {
	if m.connection != nil {
		_, _ = m.connection.Write([]byte(line))
	}
}

func setting(name, otherwise string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return otherwise
}
