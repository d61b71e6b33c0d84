const express = require('express');

express()
  .get('/', (_request, response) => response.send('hello\n'))
  .listen(3000);
