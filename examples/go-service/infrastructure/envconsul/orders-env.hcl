# For what a person runs by hand with the same settings: envconsul -config /etc/envconsul.d/orders-env.hcl /opt/orders/orders
consul {
  address = "127.0.0.1:8500"
}
prefix {
  path = "service/orders"
}
