# Keys below service/orders/ of Consul become variables of the service, which is restarted where one changes.
template {
  contents    = <<EOT
{{ range ls "service/orders" }}{{ .Key }}={{ .Value }}
{{ end }}EOT
  destination = "/etc/orders/orders.env"
  perms       = 0640
  command     = "systemctl try-restart orders"
}
